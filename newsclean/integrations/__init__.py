"""newsclean where people work: Scrapy, pandas, Arrow, datatrove, Spark. Each module needs the extra of its name."""
