@NullMarked
package dev.lakou.database.mysql.flavor;

import org.jspecify.annotations.NullMarked;
