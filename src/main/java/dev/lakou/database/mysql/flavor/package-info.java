/**
 * In what MySQL and MariaDB differ: accounts, passwords and where their marks are. Start at
 * {@link dev.lakou.database.mysql.flavor.MySqlFlavor}.
 */
@NullMarked
package dev.lakou.database.mysql.flavor;

import org.jspecify.annotations.NullMarked;
