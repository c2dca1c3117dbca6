ALTER ROLE "orders_user" IN DATABASE "engarde" SET "search_path" TO "orders", "shared_types", "Odd, name";
