#include "emit/near_name.h"

#include <string.h>

#include "tap.h"

int main(void)
{
    char longer[80];
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    ok(cad_near_name("activation", "activation"), "itself");
    ok(cad_near_name("activatoin", "activation"), "two letters swapped");
    ok(cad_near_name("activ", "activation"), "its beginning");
    ok(cad_near_name("talk_ss", "talk_s"), "one letter too many");
    ok(!cad_near_name("ta", "talk_s"), "a beginning of two is none");
    ok(!cad_near_name("pitch", "turns"), "another word");
    ok(!cad_near_name("", "rate"), "nothing is near to nothing");
    ok(!cad_near_name(longer, longer), "too long to be a name");
    return tap_done();
}
