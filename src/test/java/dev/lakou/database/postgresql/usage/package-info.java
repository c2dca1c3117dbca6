@NullMarked
package dev.lakou.database.postgresql.usage;

import org.jspecify.annotations.NullMarked;
