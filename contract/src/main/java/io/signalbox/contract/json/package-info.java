/** What records that travel require of their fields and of their version. */
@NullMarked
package io.signalbox.contract.json;

import org.jspecify.annotations.NullMarked;
