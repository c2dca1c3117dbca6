package dev.lakou.database;

/**
 * What a login depends on, as far as the administrator can read it. Equal evidence, equal answer.
 *
 * @param login of the login itself: its attributes, settings, groups, and its password where that can be read
 * @param server of all logins: who may come in, and from where
 */
public record LoginEvidence(String login, String server) {}
