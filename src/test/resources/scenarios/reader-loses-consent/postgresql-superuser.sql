SET LOCAL lakou.role TO 'catalog_readers'; SET LOCAL lakou.member TO 'reporting'; DO $lakou$ .. $lakou$;
ALTER ROLE "reporting" IN DATABASE "engarde" SET "search_path" TO "orders";
