GRANT "catalog_readers" TO "orders_owner" GRANTED BY lakou_admin;
