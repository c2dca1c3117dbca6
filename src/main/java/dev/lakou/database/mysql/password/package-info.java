/** What the servers store of a password, computed here so that the password itself never travels. */
@NullMarked
package dev.lakou.database.mysql.password;

import org.jspecify.annotations.NullMarked;
