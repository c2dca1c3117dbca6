package dev.lakou.model;

/** A user and the password that lets it in. */
public record Credential(Identifier user, Password password) {}
