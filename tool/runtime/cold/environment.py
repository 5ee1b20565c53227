# SPDX-License-Identifier: 0BSD
# The conflict policy `environment`: what the environment has imported before stands for what the bundle has.


def leave_out(top):
    """Forget the top-level package or module, and the metadata of the distribution that it is of."""
    gone = [top, top + '.py']
    for path in contents:
        folder, _, file = path.partition('/')
        if file == 'RECORD' and folder.endswith('.dist-info'):
            listed = read(path).decode().splitlines()
            if any(line.partition(',')[0].partition('/')[0] in gone[:2] for line in listed):
                gone.append(folder)
    for path in [*contents]:
        if path.partition('/')[0] in gone:
            del contents[path]
    folders.difference_update([path for path in folders if path.partition('/')[0] in gone])
