/** Somebody who wants to be told: takes webhooks and remembers them. */
@NullMarked
package io.signalbox.sandbox.hooks;

import org.jspecify.annotations.NullMarked;
