/** The accounts, users and sessions of roles that sign requests to the sandbox's AWS. */
@NullMarked
package io.signalbox.sandbox.identity;

import org.jspecify.annotations.NullMarked;
