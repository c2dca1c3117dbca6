/**
 * Reads what a server has. Start at {@link dev.lakou.database.mysql.catalog.MySqlCatalog};
 * {@link dev.lakou.database.mysql.catalog.MySqlDrift} tells whether to ask at all.
 */
@NullMarked
package dev.lakou.database.mysql.catalog;

import org.jspecify.annotations.NullMarked;
