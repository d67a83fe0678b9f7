"""A case held against the article it cites: do its figures, units and days stand there?"""
