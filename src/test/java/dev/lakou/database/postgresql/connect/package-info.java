@NullMarked
package dev.lakou.database.postgresql.connect;

import org.jspecify.annotations.NullMarked;
