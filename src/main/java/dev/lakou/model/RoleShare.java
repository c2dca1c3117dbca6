package dev.lakou.model;

/** What a service lets a role read that somebody made on the server without Lakou, such as a login for CDC. */
public record RoleShare(Grantee grantee, Access access) {}
