package dev.lakou.database.mysql.flavor;

import dev.lakou.model.Password;
import dev.lakou.model.Role;
import java.util.function.Predicate;

/**
 * An account {@code 'user'@'%'} as the server has it.
 *
 * @param hasPassword whether a password is the account's
 */
public record ObservedAccount(Role role, Predicate<Password> hasPassword) {}
