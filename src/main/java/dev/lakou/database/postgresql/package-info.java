/**
 * PostgreSQL 14 to 18. Every schema is owned by the platform's role {@code lakou_admin}, everything in it by a role of
 * the service that cannot log in, and the service's login becomes that role when it connects: so each of its logins
 * can alter what the others made, and none can open or drop the schema itself.
 *
 * <p>Start at {@link dev.lakou.database.postgresql.PostgresServer}. What is here decides and writes; {@code catalog} reads.
 */
@NullMarked
package dev.lakou.database.postgresql;

import org.jspecify.annotations.NullMarked;
