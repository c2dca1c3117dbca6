package dev.lakou.installation;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The roles of the operator as they are in the cluster. */
record OperatorRights(Cluster cluster) {
    private static final List<Role> ROLES =
            List.of(new Role(true, "lakou"), new Role(true, "lakou-restart"), new Role(false, "lakou"));

    record Role(boolean clusterWide, String name) {}

    /** One rule of one of the roles. */
    record Rule(Role role, PolicyRule policy) {
        @Override
        public String toString() {
            return policy.getVerbs() + " " + policy.getResources();
        }

        /** Each verb on each resource. */
        List<String> rights() {
            return policy.getVerbs().stream()
                    .flatMap(verb -> policy.getResources().stream().map(resource -> verb + " " + resource))
                    .toList();
        }

        /** Whether this rule is about what was asked for. */
        boolean covers(AuditLog.Request request) {
            return policy.getResources().contains(request.resource());
        }
    }

    List<Rule> rules() {
        return ROLES.stream()
                .flatMap(role -> rules(role).stream().map(policy -> new Rule(role, policy)))
                .toList();
    }

    /** Every verb on every resource. */
    Set<String> verbs() {
        return rules().stream().flatMap(rule -> rule.rights().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    void remove(Rule rule) {
        set(
                rule.role(),
                rules(rule.role()).stream()
                        .filter(one -> !one.equals(rule.policy()))
                        .toList());
    }

    void restore(List<Rule> rules) {
        for (var role : ROLES) {
            set(
                    role,
                    rules.stream()
                            .filter(rule -> rule.role().equals(role))
                            .map(Rule::policy)
                            .toList());
        }
    }

    private List<PolicyRule> rules(Role role) {
        var rbac = cluster.client().rbac();
        return role.clusterWide()
                ? rbac.clusterRoles().withName(role.name()).require().getRules()
                : rbac.roles()
                        .inNamespace(Cluster.NAMESPACE)
                        .withName(role.name())
                        .require()
                        .getRules();
    }

    private void set(Role role, List<PolicyRule> rules) {
        var rbac = cluster.client().rbac();
        if (role.clusterWide()) {
            rbac.clusterRoles()
                    .withName(role.name())
                    .edit(found -> found.edit().withRules(rules).build());
        } else {
            rbac.roles().inNamespace(Cluster.NAMESPACE).withName(role.name()).edit(found -> found.edit()
                    .withRules(rules)
                    .build());
        }
    }
}
