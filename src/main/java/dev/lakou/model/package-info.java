/** The words of the domain: names, passwords, roles, grants, and the state of a service. Values only, checked at birth. */
@NullMarked
package dev.lakou.model;

import org.jspecify.annotations.NullMarked;
