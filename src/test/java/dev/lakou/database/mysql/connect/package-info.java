@NullMarked
package dev.lakou.database.mysql.connect;

import org.jspecify.annotations.NullMarked;
