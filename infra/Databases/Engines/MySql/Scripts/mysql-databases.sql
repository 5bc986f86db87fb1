-- One database and the user that owns it. Makes what is missing, sets what differs, drops nothing: it may run any number
-- of times and may be cut off anywhere. @database, @user and @password are set before it.
SET NAMES utf8mb4;
SET @account = CONCAT(QUOTE(@user), '@', QUOTE('%'));

SET @step = CONCAT('CREATE DATABASE IF NOT EXISTS `', REPLACE(@database, '`', '``'), '` CHARACTER SET utf8mb4');
PREPARE step FROM @step;
EXECUTE step;

SET @step = CONCAT('CREATE USER IF NOT EXISTS ', @account, ' IDENTIFIED BY ', QUOTE(@password));
PREPARE step FROM @step;
EXECUTE step;

SET @step = CONCAT('ALTER USER ', @account, ' IDENTIFIED BY ', QUOTE(@password));
PREPARE step FROM @step;
EXECUTE step;

-- In a grant _ and % stand for any character, also in a quoted name.
SET @step = CONCAT('GRANT ALL PRIVILEGES ON `', REPLACE(REPLACE(REPLACE(@database, '`', '``'), '_', '\\_'), '%', '\\%'), '`.* TO ', @account);
PREPARE step FROM @step;
EXECUTE step;

DEALLOCATE PREPARE step;
