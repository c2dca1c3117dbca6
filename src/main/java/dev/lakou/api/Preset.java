package dev.lakou.api;

/** The frameworks and products whose own keys Lakou writes. */
public enum Preset {
    Generic,
    SqlAlchemyAsync,
    Langflow,
    EasyAppointments,
    Spring,
    Quarkus,
    Rails,
    Django,
    Laravel,
    Prisma,
    Grafana,
    Metabase,
    Superset
}
