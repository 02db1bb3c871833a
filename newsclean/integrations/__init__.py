"""newsclean where people work: Scrapy, pandas, datatrove, Spark. Each module needs the extra of its name."""
