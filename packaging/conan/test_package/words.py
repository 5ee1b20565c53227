WORDS = "said by a bundle that a Conan package made"
