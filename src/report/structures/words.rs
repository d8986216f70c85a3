//! How structures of governance are told, in both languages.

use crate::charts::words::words;

words! {
    SEATS = "Who holds seats", "职位";
    SEATS_NOTE = "Hours are those asked while the holder is present. A person gives a seat at most the hours that are free and that its stipend buys at the day wage.",
        "工时为在村期间的要求；个人投入不超过其余力，也不超过补贴按日工资所能购买的工时。";
    STRUCTURE = "Structure", "治理结构";
    SEAT = "Seat", "职位";
    CHOSEN = "How chosen", "产生方式";
    HOURS = "Hours a week", "每周工时";
    STIPEND = "Stipend (yuan a year)", "年补贴（元）";
    TERM = "Term (years)", "任期（年）";
    NO_SEATS = "no seats: the village committee handles everything", "不设职位，一律由村委会办理";

    LEADER = "leader", "组长";
    PARTY = "party member", "党员";
    REPRESENTATIVE = "villager representative", "村民代表";
    SECOND_REPRESENTATIVE = "second villager representative", "第二名村民代表";
    THIRD_REPRESENTATIVE = "third villager representative", "第三名村民代表";
    PROFESSIONAL = "professional", "专职人员";
    CONVENER = "convener", "召集人";
    NOT_IN_CASES = "{seat} (takes no part in cases)", "{seat}（不参与办理）";

    BY_VILLAGERS = "elected by the villagers of the group", "本组村民选举";
    BY_PARTY_MEMBERS = "elected by the party members of the group", "本组党员推选";
    BY_COMMITTEE = "appointed by the village committee", "村委会任命";
    BY_LOT = "by lot", "抽签";
    FROM_OUTSIDE = "paid staff from outside the group", "组外聘用";
    AMONG_PARTY_MEMBERS = "{chosen}, among party members", "{chosen}，限党员";
    AMONG_NON_MEMBERS = "{chosen}, among those who are no party members", "{chosen}，限非党员";

    RULES = "How structures work", "议事与办理规则";
    DECIDES = "Who decides", "决定方式";
    DECIDES_EACH = "requests: {small}; disputes: {dispute}; money: {funds}", "一般诉求：{small}；纠纷：{dispute}；资金：{funds}";
    HOLDER_ALONE = "who handles the case", "经办人";
    LEADER_DECIDES = "the leader", "组长";
    MAJORITY = "majority", "多数同意";
    UNANIMITY = "unanimity", "一致同意";
    LEAD_BY_TOPIC = "the member most skilled in the topic", "最熟悉该类事项的成员";
    ASSEMBLY = "meeting of the households", "户主会";

    TOGETHER = "Handled together", "共同办理";
    NOTHING = "nothing", "无";
    REQUESTS = "requests", "一般诉求";
    DISPUTES = "disputes", "纠纷";
    BY_ONE = "{kinds}, one attends", "{kinds}，一人到场";
    BY_ALL = "{kinds}, all attend", "{kinds}，全员到场";
    BY_QUORUM = "{kinds}, at least {count} attend", "{kinds}，至少 {count} 人到场";

    ANSWERABLE = "Answerable for a case", "责任人";
    NOBODY = "nobody in particular", "无专人";
    THE_CONTACT = "the member whom the household reached", "农户找到的成员";
    LEAST_LOADED = "the member with the least work waiting", "积压最少的成员";
    BY_TOPIC = "the member most skilled in the topic", "最熟悉该类事项的成员";
    ON_DUTY = "who is on duty", "值班成员";

    BESIDES = "Besides", "其他";
    RECUSAL = "kin of one party step aside", "一方亲属回避";
    NEIGHBOUR = "a seat that nobody takes is served from the next group", "无人可任时由邻组兼任";
    BRANCH = "a seat that nobody takes is filled by the party branch", "无人可任时由党支部指派";
    VACANT = "a seat that nobody takes stays vacant", "无人可任时空缺";
    TASKS_LEADER = "tasks from above: the leader", "上级任务由组长承担";
    TASKS_OWNER = "tasks from above: the members in turn", "上级任务由成员轮流承担";
    TASKS_SHARED = "tasks from above: all in equal parts", "上级任务平均分担";
    TRAINING = "{days} days of training", "任职培训 {days} 天";
    GROUPS = "one team for {count} groups", "{count} 个小组共一个班子";
}
