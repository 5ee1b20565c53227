WORDS = "said by a bundle in a wheel"
