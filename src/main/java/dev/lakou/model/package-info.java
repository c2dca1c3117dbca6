/** The words of the domain: names, passwords, roles, grants, and the state of a room. Values only, checked at birth. */
@NullMarked
package dev.lakou.model;

import org.jspecify.annotations.NullMarked;
