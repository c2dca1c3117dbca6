/** The decision: compares a desired state with a found one and orders the changes between them. Pure functions. */
@NullMarked
package dev.lakou.plan;

import org.jspecify.annotations.NullMarked;
