"""Both kinds of triple quotes, and a backslash at the end: \\"""
QUOTES = '''single''' + """double""" + '\''
# \
