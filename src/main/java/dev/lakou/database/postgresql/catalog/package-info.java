/**
 * Reads what a server has. Start at {@link dev.lakou.database.postgresql.catalog.PostgresCatalog}: it asks about many services in
 * one message. {@link dev.lakou.database.postgresql.catalog.PostgresDrift} tells whether to ask at all.
 */
@NullMarked
package dev.lakou.database.postgresql.catalog;

import org.jspecify.annotations.NullMarked;
