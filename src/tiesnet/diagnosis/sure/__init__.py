"""Would it survive the missing answers, and the choices of the survey?"""
