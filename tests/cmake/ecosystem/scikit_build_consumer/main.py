from words import WORDS
print(WORDS)
