@NullMarked
package dev.lakou.database.mysql.usage;

import org.jspecify.annotations.NullMarked;
