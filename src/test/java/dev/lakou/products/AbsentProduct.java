package dev.lakou.products;

/** Presets whose product is in no registry of packages: skipped aloud, and told in the table. */
enum AbsentProduct {
    GRAFANA("Grafana", "in no package registry; its preset follows its documentation"),
    METABASE("Metabase", "in no package registry; its preset follows its documentation");

    private final String label;
    private final String reason;

    AbsentProduct(String label, String reason) {
        this.label = label;
        this.reason = reason;
    }

    String label() {
        return label;
    }

    String reason() {
        return reason;
    }
}
