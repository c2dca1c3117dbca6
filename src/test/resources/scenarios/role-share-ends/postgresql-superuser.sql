REVOKE SELECT ("id", "total") ON TABLE "orders"."invoices" FROM "cdc";
REVOKE SELECT ("id", "total") ON TABLE "orders"."lines" FROM "cdc";
REVOKE USAGE ON SCHEMA "orders" FROM "cdc";
