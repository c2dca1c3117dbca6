@NullMarked
package dev.lakou.database.postgresql.sql;

import org.jspecify.annotations.NullMarked;
