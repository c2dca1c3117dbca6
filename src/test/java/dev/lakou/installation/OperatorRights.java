package dev.lakou.installation;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles of the operator as they are in the cluster. */
record OperatorRights(Cluster cluster) {
    /** One rule of one of the two roles. */
    record Rule(boolean clusterWide, PolicyRule policy) {
        @Override
        public String toString() {
            return policy.getVerbs() + " " + policy.getResources();
        }

        /** Whether this rule is about what was asked for. */
        boolean covers(AuditLog.Request request) {
            return policy.getResources().contains(request.resource());
        }
    }

    List<Rule> rules() {
        return Stream.of(true, false)
                .flatMap(clusterWide -> rules(clusterWide).stream().map(policy -> new Rule(clusterWide, policy)))
                .toList();
    }

    /** Every verb on every resource. */
    Set<String> verbs() {
        return rules().stream()
                .map(Rule::policy)
                .flatMap(policy -> policy.getVerbs().stream()
                        .flatMap(verb -> policy.getResources().stream().map(resource -> verb + " " + resource)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void remove(Rule rule) {
        set(
                rule.clusterWide(),
                rules(rule.clusterWide()).stream()
                        .filter(one -> !one.equals(rule.policy()))
                        .toList());
    }

    void restore(List<Rule> rules) {
        for (var clusterWide : List.of(true, false)) {
            set(
                    clusterWide,
                    rules.stream()
                            .filter(rule -> rule.clusterWide() == clusterWide)
                            .map(Rule::policy)
                            .toList());
        }
    }

    private List<PolicyRule> rules(boolean clusterWide) {
        var rbac = cluster.client().rbac();
        return clusterWide
                ? rbac.clusterRoles().withName("lakou").require().getRules()
                : rbac.roles()
                        .inNamespace(Cluster.NAMESPACE)
                        .withName("lakou")
                        .require()
                        .getRules();
    }

    private void set(boolean clusterWide, List<PolicyRule> rules) {
        var rbac = cluster.client().rbac();
        if (clusterWide) {
            rbac.clusterRoles()
                    .withName("lakou")
                    .edit(role -> role.edit().withRules(rules).build());
        } else {
            rbac.roles().inNamespace(Cluster.NAMESPACE).withName("lakou").edit(role -> role.edit()
                    .withRules(rules)
                    .build());
        }
    }
}
