select a.id, b.name, count(*) as n from orders a left join people b on a.person=b.id
where a.day between '2020-01-01' and '2020-12-31' and (b.name like 'A%' or b.name is null) group by a.id, b.name; -- the end
insert into t(a,b) values (1,'x')
