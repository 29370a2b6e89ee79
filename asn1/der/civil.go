package der

import "encoding/binary"

// Dates and clock times as eight digits in one word, the first digit in the lowest octet: that is how
// binary.LittleEndian loads them. All digits are checked, and turned into numbers, at once.

const (
	zeros = 0x3030303030303030 // "00000000"
	zulu  = 0x5a30303030303030 // "0000000Z"

	yearDays     = 365
	fourYearDays = 1461
	centuryDays  = 36524
	daySeconds   = 86400

	epochDays = 719528                  // from 0000-01-01 to 1970-01-01
	yearZero  = -epochDays * daySeconds // 0000-01-01T00:00:00Z in seconds from 1970
	year2000  = 10957 * daySeconds      // 2000-01-01T00:00:00Z in seconds from 1970
	march2000 = 730545                  // from 0000-01-01 to 2000-03-01
	yearsEnd  = 3652425 * daySeconds    // 10000-01-01 in seconds from 0000-01-01
)

// seconds returns the time of date, "YYYYMMDD", and clock, the last of these digits and "HHMMSSZ", in seconds from 1970. It
// is not ok if there is no such time. [GeneralizedTime] does the same for the years from 2000 to 2099 without this call.
func seconds(date, clock uint64) (int64, bool) {
	date, clock, bad := twoByTwo(date, clock)
	century, year, day := uint32(date&0xff), uint32(date>>16&0xff), uint32(date>>48)
	leap := year // one in four is a leap year; of the centuries' first years one in four
	if leap == 0 {
		leap = century
	}
	length, before := monthOf(min(leap&3, 1), date)
	if bad || day-1 >= length || !isClock(clock) {
		return 0, false
	}
	if leap&3 != 0 {
		before -= yearDays + 1
	}
	// Each year has 365 days, and each leap year one more: 0000 is one, and so is one in four after the century's first.
	some := min(year, 1)
	leaps := (year+3)/4 - some + (century+some+3)/4
	days := century*centuryDays + year*yearDays + leaps + before + day - 1
	return int64(days)*daySeconds + yearZero + clockSeconds(clock), true
}

// twoByTwo turns the digits of date and clock, as seconds has them, into numbers of two digits in 16 bits each: century,
// year, month and day; hour, minute and second. bad says that one of them was no digit, or the Z something else.
func twoByTwo(date, clock uint64) (d, c uint64, bad bool) {
	date, clock = date-zeros, clock-zulu
	// A digit d has its top bit clear in both d-'0' and d-'0'+(0x7f-9); so has a Z in the same, with 0x7f for the sum.
	no := (date | (date + 0x7676767676767676) | clock | (clock + 0x7f76767676767676)) & 0x8080808080808080
	return pairs(date), pairs(clock >> 8), no != 0
}

// monthOf returns the number of days of the month of date, 0 if there is no such month, and of the days before it from the
// beginning of a leap year that is year years earlier, 0 to 3.
func monthOf(year uint32, date uint64) (length, before uint32) {
	month := uint32(months[year&3][date>>32&127]) // two digits are below 128
	return month & 31, month >> 5
}

func isClock(c uint64) bool {
	// A number n is below its limit if n + 0x8000 - limit has no top bit.
	return (c+((0x8000-60)<<32|(0x8000-60)<<16|(0x8000-24)))&0x800080008000 == 0
}

func clockSeconds(c uint64) int64 {
	minutes := c * (60<<16 | 1) >> 16 & 0xffff
	return int64(minutes*60 + c>>32)
}

// pairs turns pairs of digits, of values 0 to 9 an octet, into four numbers of 16 bits.
func pairs(x uint64) uint64 { return (x*10 + x>>8) & 0x00ff00ff00ff00ff }

// months has the months of a leap year and of the three after it, each with its number of days, and with the days before it,
// from the beginning of the leap year, times 32. There is no day in the months 0 and 13 to 99.
var months = [4][128]uint16{
	{0, 31 | 0<<5, 29 | 31<<5, 31 | 60<<5, 30 | 91<<5, 31 | 121<<5, 30 | 152<<5,
		31 | 182<<5, 31 | 213<<5, 30 | 244<<5, 31 | 274<<5, 30 | 305<<5, 31 | 335<<5},
	{0, 31 | 366<<5, 28 | 397<<5, 31 | 425<<5, 30 | 456<<5, 31 | 486<<5, 30 | 517<<5,
		31 | 547<<5, 31 | 578<<5, 30 | 609<<5, 31 | 639<<5, 30 | 670<<5, 31 | 700<<5},
	{0, 31 | 731<<5, 28 | 762<<5, 31 | 790<<5, 30 | 821<<5, 31 | 851<<5, 30 | 882<<5,
		31 | 912<<5, 31 | 943<<5, 30 | 974<<5, 31 | 1004<<5, 30 | 1035<<5, 31 | 1065<<5},
	{0, 31 | 1096<<5, 28 | 1127<<5, 31 | 1155<<5, 30 | 1186<<5, 31 | 1216<<5, 30 | 1247<<5,
		31 | 1277<<5, 31 | 1308<<5, 30 | 1339<<5, 31 | 1369<<5, 30 | 1400<<5, 31 | 1430<<5},
}

// putCivil is the inverse of seconds for the years 0000 to 9999: it writes YYYYMMDDHHMMSS, given t in seconds from
// 0000-01-01.
func putCivil(p *[14]byte, t uint64) {
	days := uint32(t / daySeconds)
	second := uint32(t - uint64(days)*daySeconds)
	// The method of Neri and Schneider (Euclidean affine functions and their application to calendar algorithms, 2022):
	// years begin with March, and n counts quarters of days in a century. The one from 2000-03-01 is tried first; another one
	// is found by counting from -0400-03-01, which is four of them early.
	century, n := uint32(20), 4*(days-march2000)+3
	if n >= 4*centuryDays+1 {
		n = 4*(days+4*centuryDays+1-60) + 3
		century, n = n/(4*centuryDays+1)-4, n%(4*centuryDays+1)|3
	}
	q := uint64(n) * 2939745
	year, day := uint32(q>>32), uint32(q)/2939745/4
	n = 2141*day + 197913
	month, dayOfMonth := n>>16, n&0xffff/2141+1
	if day >= 306 { // January and February are in the next year
		month -= 12
		if year++; year == 100 {
			year = 0
			century++
		}
	}
	minute := second / 60
	hour := minute / 60
	putPair(p[0:2], century)
	putPair(p[2:4], year)
	putPair(p[4:6], month)
	putPair(p[6:8], dayOfMonth)
	putPair(p[8:10], hour)
	putPair(p[10:12], minute-60*hour)
	putPair(p[12:14], second-60*minute)
}

// putPair writes two digits.
func putPair(p []byte, n uint32) { binary.LittleEndian.PutUint16(p, twoDigits[n&127]) }

// twoDigits has "00" to "99" as putPair writes them.
var twoDigits = [128]uint16{
	0x3030, 0x3130, 0x3230, 0x3330, 0x3430, 0x3530, 0x3630, 0x3730, 0x3830, 0x3930,
	0x3031, 0x3131, 0x3231, 0x3331, 0x3431, 0x3531, 0x3631, 0x3731, 0x3831, 0x3931,
	0x3032, 0x3132, 0x3232, 0x3332, 0x3432, 0x3532, 0x3632, 0x3732, 0x3832, 0x3932,
	0x3033, 0x3133, 0x3233, 0x3333, 0x3433, 0x3533, 0x3633, 0x3733, 0x3833, 0x3933,
	0x3034, 0x3134, 0x3234, 0x3334, 0x3434, 0x3534, 0x3634, 0x3734, 0x3834, 0x3934,
	0x3035, 0x3135, 0x3235, 0x3335, 0x3435, 0x3535, 0x3635, 0x3735, 0x3835, 0x3935,
	0x3036, 0x3136, 0x3236, 0x3336, 0x3436, 0x3536, 0x3636, 0x3736, 0x3836, 0x3936,
	0x3037, 0x3137, 0x3237, 0x3337, 0x3437, 0x3537, 0x3637, 0x3737, 0x3837, 0x3937,
	0x3038, 0x3138, 0x3238, 0x3338, 0x3438, 0x3538, 0x3638, 0x3738, 0x3838, 0x3938,
	0x3039, 0x3139, 0x3239, 0x3339, 0x3439, 0x3539, 0x3639, 0x3739, 0x3839, 0x3939,
}
