print("sitemix")
