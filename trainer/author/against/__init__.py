"""Compare a case with the article it cites: does it have the case's figures, units and days?"""
