GRANT "orders_readers" TO "cdc";
