GRANT "orders_readers" TO "cdc" GRANTED BY lakou_admin;
