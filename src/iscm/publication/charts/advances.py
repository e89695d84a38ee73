"""How wide the letters of Noto Sans are. Written by scripts/make_advances.py, not by hand."""

UNITS = 50  # in an em
ZERO = "0"  # the sign for no width; each unit more is the next sign of ASCII
RANGES = (
    (
        0x0020,
        (
            "=>EQMZU<??LM>A>CMMMMMMMMMM>>MMMF]PQPULJUVA>OK^VXOXPLLUN_NMMACAMG?MOHOMBOO==K=_OOOOEHCOJXKJHCLCMb"
            "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb=>MMMMLJMZBJMAZIFMBB?PQ><BCJVWXFPPPPPP]PLLLLAAAAUVXXXXXMXUUUUMOP"
            "MMMMMM\\HMMMM====OOOOOOOMOOOOOJOJPMPMPMPHPHPHPHUOUOLMLMLMLMLMUOUOUOUOVOVOA=A=A=A=A=OJ>=OKKK=K=K=K"
            ">K=VOVOVOSVOXOXOXO_`PEPEPELHLHLHLHLCLCLCUOUOUOUOUOUO_XMJMMHMHMHA"
        ),
    ),
    (
        0x0400,
        "LLVKQLAA>_`VOWPUPOQKSL[NWWOT^VXUOPLPYNVSdeS[QPePMNMFNMVIQQKMVPOPOHHJUKPO]^SWNIZLMMOFIH===[]OKQJP",
    ),
    (
        0x060C,
        (
            "AC^K00000000000BNb?FVE??H?V?gIggQQQKKDDppttZZKKaaVVV>gY_UMUIHVV000000000000000000000?>INHKJMMIH="
            "=IgY0???:EHN[ggggggggQQTQQTTKKKKKKKKKDDDDDDDDDppmttZKggggggYYaga___aaaaaaUUUUUUUUURTIHHHHHHHHHHH"
            "V]VHVV``?I0000000ub000000:B00O0000KD?>INILFMMI"
        ),
    ),
    (
        0x2010,
        "AAMIbbLE99=9BBEBJJCCIKX",
    ),
)
# Arabic letters before another that they join; a blank for those that join none.
JOINED = (
    0x060C,
    (
        "                    C     B B CCPPP    [[``TTKKJJBCC IIJ?MBM BC>  >>>>>                         "
        "  BI        BBBBBCCCCPPPPPPP                  [[ ``TKIIIIII IJZJJJJJJJJJJ????B BCBMP FF         "
        "C C BB                                        "
    ),
)
