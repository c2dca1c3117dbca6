GRANT USAGE ON SCHEMA "orders" TO "cdc";
GRANT SELECT ("id", "total") ON TABLE "orders"."invoices" TO "cdc";
GRANT SELECT ("id", "total") ON TABLE "orders"."lines" TO "cdc";
