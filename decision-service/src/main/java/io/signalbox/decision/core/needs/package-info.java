/** What plans need of AWS to be carried out: which APIs, where they run, and the permissions they take. */
@NullMarked
package io.signalbox.decision.core.needs;

import org.jspecify.annotations.NullMarked;
