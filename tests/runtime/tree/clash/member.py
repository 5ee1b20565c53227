WHERE = "a portion"
