GRANT "catalog_readers" TO "orders_owner";
