package dev.lakou.plan;

import dev.lakou.model.Credential;
import dev.lakou.model.Grant;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import dev.lakou.model.Schema;
import dev.lakou.model.Setting;
import java.util.List;
import java.util.Optional;

/** One change to a server. Each engine says how it is written in SQL, {@link ChangeWords} how it is told to people. */
public sealed interface Change {

    <T> T accept(Cases<T> cases);

    /** Makes a role that cannot log in yet, with its marker and limit. */
    record CreateRole(Role role) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.createRole(this);
        }
    }

    /** Makes a schema, with its owner and marker. */
    record CreateSchema(Schema schema) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.createSchema(this);
        }
    }

    /** Gives a schema back to the owner it should have. */
    record SetSchemaOwner(Identifier schema, Identifier owner) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.setSchemaOwner(this);
        }
    }

    /** Writes the marker on a schema that somebody else made. */
    record AdoptSchema(Schema schema) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.adoptSchema(this);
        }
    }

    /** Writes the marker on a role that somebody else made. */
    record AdoptRole(Role role) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.adoptRole(this);
        }
    }

    /**
     * Gives what is in schemas to their owner.
     *
     * @param everybodys whether the things of everybody are given, or only those that the owner's members made
     * @param objects the things, in words
     */
    record SetObjectOwner(List<Identifier> schemas, Identifier owner, boolean everybodys, List<String> objects)
            implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.setObjectOwner(this);
        }
    }

    record CreateExtension(Identifier extension) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.createExtension(this);
        }
    }

    record SetPassword(Credential credential) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.setPassword(this);
        }
    }

    /** Ends the password before the current one, and leaves the current one as it is. */
    record DiscardOldPassword(Credential current) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.discardOldPassword(this);
        }
    }

    record LimitConnections(Identifier role, int limit) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.limitConnections(this);
        }
    }

    /** Takes from a role what no service should be able to do. */
    record RemoveAttribute(Identifier role, RoleAttribute attribute) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.removeAttribute(this);
        }
    }

    record GrantPrivilege(Grant grant) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.grantPrivilege(this);
        }
    }

    record RevokePrivilege(Grant grant) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.revokePrivilege(this);
        }
    }

    record SetSetting(Setting setting) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.setSetting(this);
        }
    }

    record ResetSetting(Identifier role, String name) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.resetSetting(this);
        }
    }

    /** Lets a role log in: the last step, so that nobody enters a schema that is not finished. */
    record OpenLogin(Identifier role) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.openLogin(this);
        }
    }

    /** Keeps a role from logging in, and ends the sessions it has. */
    record CloseLogin(Identifier role) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.closeLogin(this);
        }
    }

    /** Drops a schema with all its data. */
    record DropSchema(Identifier schema) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.dropSchema(this);
        }
    }

    /** Drops a role, what it still owns in this database, and every right it holds. */
    record DropRole(Identifier role) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.dropRole(this);
        }
    }

    /**
     * Drops a role that went out of use, with every right it holds.
     *
     * @param heir who gets what it owns in this database; without one it is dropped
     */
    record RetireRole(Identifier role, Optional<Identifier> heir) implements Change {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.retireRole(this);
        }
    }

    /** One method for each kind of change, so that the compiler lists every place that a new kind must be finished in. */
    interface Cases<T> {
        T createRole(CreateRole change);

        T createSchema(CreateSchema change);

        T setSchemaOwner(SetSchemaOwner change);

        T adoptSchema(AdoptSchema change);

        T adoptRole(AdoptRole change);

        T setObjectOwner(SetObjectOwner change);

        T createExtension(CreateExtension change);

        T setPassword(SetPassword change);

        T discardOldPassword(DiscardOldPassword change);

        T limitConnections(LimitConnections change);

        T removeAttribute(RemoveAttribute change);

        T grantPrivilege(GrantPrivilege change);

        T revokePrivilege(RevokePrivilege change);

        T setSetting(SetSetting change);

        T resetSetting(ResetSetting change);

        T openLogin(OpenLogin change);

        T closeLogin(CloseLogin change);

        T dropSchema(DropSchema change);

        T dropRole(DropRole change);

        T retireRole(RetireRole change);
    }
}
