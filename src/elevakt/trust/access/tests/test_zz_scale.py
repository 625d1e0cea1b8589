import time, datetime as dt
from django.db import connection
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.actions.working import working
from elevakt.trust.audit import actions as gate
from elevakt.trust.audit.queries import chains, verify
from elevakt.trust.access.tests.asking import rows
from elevakt.foundation.kernel import clock
def test_scale(cast):
    with arrange(), connection.cursor() as c:
        c.execute("""insert into audit.opening select gen_random_uuid(), %s, now()-interval '100 days'+ i*interval '17 seconds', %s, null,'staff','pupils:pupil','opened',null,array[%s::uuid],array['teaches'],array[null]::uuid[],'','10.0.0.1' from generate_series(1,500000) i""",[cast.organiser.id,cast.tom.id,cast.elis.id])
        c.execute("""create temp table e as select gen_random_uuid() id, gen_random_uuid() m, i, now()-interval '100 days'+ i*interval '17 seconds' as at from generate_series(1,450000) i""")
        c.execute("""insert into cases.entry(id,organiser_id,matter_id,no,kind,step,instance,by_role,at,definition_digest,request_id) select id,%s,m,1,'note','','','x',at,'d',id from e""",[cast.organiser.id])
        c.execute("""insert into cases.entry_part(id,organiser_id,entry_id,matter_id,no,circle,answers,text) select gen_random_uuid(),%s,id,m,1,'work','{"a":"b"}',repeat('hej ',40) from e""",[cast.organiser.id])
        c.execute("analyze")
    for what in ("first","again"):
        for ch in chains():
            t=time.time()
            with working(cast.organiser.id,"seal"):
                n=gate.seal(cast.organiser.id,ch,until=clock.now()-dt.timedelta(minutes=10 if what=="first" else 5))
            print(what,ch.table,n,round(time.time()-t,2))
    for ch in chains():
        t=time.time()
        with working(cast.organiser.id,"verify"):
            v=verify(ch)
        print("verify",ch.table,v.rows,v.no,len(v.faults),round(time.time()-t,2))
