REVOKE INSERT ON TABLE "orders"."invoices" FROM "reporting";
SET LOCAL lakou.role TO 'orders_owner'; SET LOCAL lakou.member TO 'reporting'; DO $lakou$ .. $lakou$;
ALTER ROLE "reporting" IN DATABASE "engarde" SET "default_transaction_read_only" TO 'on';
